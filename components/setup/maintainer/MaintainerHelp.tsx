import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { projectPage } from '../../../utils/setup/projectPages.ts';
import { copyText } from '../../ui/copyText.ts';
import { DetailIcon } from '../../ui/icons/DetailIcon.tsx';
import { SmallButton } from '../../ui/SmallButton.tsx';
import type { MaintainerTask } from './maintainerTasks.ts';

/** A project: of a page or of a run. */
export interface ProjectPlace {
  /** Its site's root. */
  site: string;
  projectPath: string;
}

interface Props extends MaintainerTask {
  place: ProjectPlace;
  /** What failed, in one sentence. */
  cause: string;
  jobUrl?: string | undefined;
}

function addressOf({ place, page }: Props): string {
  return projectPage(`${place.site}/${place.projectPath}`, page);
}

/** What is copied: Markdown by our own words and addresses alone, so that nothing secret can be in it. */
function requestFor(props: Props): string {
  const { place, task, cause, jobUrl } = props;
  return [
    `**${i18n.t('maintainer.title', [place.projectPath])}**`,
    '',
    `- ${i18n.t('maintainer.failed', [cause])}`,
    `- ${i18n.t('maintainer.todo', [i18n.t(`maintainer.tasks.${task}`)])}`,
    `- ${i18n.t('maintainer.page', [addressOf(props)])}`,
    ...(jobUrl === undefined ? [] : [`- ${i18n.t('maintainer.job', [jobUrl])}`]),
    '',
  ].join('\n');
}

/** Where only a Maintainer can set it right: the page on which that is done, and a press that copies a request for one. */
export function MaintainerHelp(props: Props) {
  const { page } = props;
  const [copied, setCopied] = useState(false);
  return (
    <>
      <a
        class="button small"
        data-testid="ask-claude-fix-page"
        href={addressOf(props)}
        target="_blank"
        rel="noopener noreferrer"
      >
        {i18n.t(`doctor.pages.${page}`)} <DetailIcon name="external" />
      </a>
      <SmallButton
        testId="ask-claude-copy-maintainer"
        onBlur={() => setCopied(false)}
        onClick={(button) => void copyText(requestFor(props), button).then(setCopied)}
      >
        {copied ? i18n.t('runs.copied') : i18n.t('maintainer.copy')}
      </SmallButton>
      <span class="only-heard" role="status">
        {copied && i18n.t('runs.copied')}
      </span>
    </>
  );
}
