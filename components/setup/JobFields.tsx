import { i18n } from '#i18n';
import { isFoundryResource } from '../../utils/setup/fillChoices.ts';
import { isPlainWord } from '../../utils/setup/isPlainWord.ts';
import type { JobChoice } from '../../utils/setup/addJob/SetupPlan.ts';
import { MoreSummary } from '../ui/MoreSummary.tsx';

const FIELDS = ['image', 'tags', 'foundry'] as const;

/** What was typed into each field; empty leaves it as it is. */
export type JobFieldTexts = Record<(typeof FIELDS)[number], string>;

export const NO_TEXTS: JobFieldTexts = { image: '', tags: '', foundry: '' };

interface Props {
  texts: JobFieldTexts;
  /** Signing in at the Claude API, or in its place, is a matter of its own job alone. */
  choice: Pick<JobChoice, 'provider' | 'federation'>;
  onType(part: Partial<JobFieldTexts>): void;
  onChange(part: Pick<JobChoice, 'federation'>): void;
}

function tagsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((tag) => tag !== '');
}

/** Whether what was typed can stand in the job's file. */
function isFieldRight(field: keyof JobFieldTexts, text: string): boolean {
  const typed = text.trim();
  if (typed === '') return true;
  if (field === 'foundry') return isFoundryResource(typed);
  return field === 'tags'
    ? tagsIn(typed).every(isPlainWord)
    : /^\S+$/.test(typed) && isPlainWord(typed);
}

function fieldsOf(provider: JobChoice['provider']): readonly (keyof JobFieldTexts)[] {
  return FIELDS.filter((field) => provider === 'claude' || field !== 'foundry');
}

/** Whether all that is shown of it can. */
export function areFieldsRight(texts: JobFieldTexts, provider: JobChoice['provider']): boolean {
  return fieldsOf(provider).every((field) => isFieldRight(field, texts[field]));
}

/** What the fields mean for the job; nothing for those that are empty or wrong. */
export function choiceOfFields(
  texts: JobFieldTexts,
  provider: JobChoice['provider'],
): Pick<JobChoice, 'image' | 'tags' | 'foundry'> {
  const said = (field: keyof JobFieldTexts): boolean =>
    texts[field].trim() !== '' && isFieldRight(field, texts[field]);
  return {
    ...(said('image') ? { image: texts.image.trim() } : {}),
    ...(said('tags') ? { tags: tagsIn(texts.tags) } : {}),
    ...(said('foundry') && provider === 'claude' ? { foundry: texts.foundry.trim() } : {}),
  };
}

/** Image, runner and sign-in of the job; folded, since few need them. */
export function JobFields({ texts, choice, onType, onChange }: Props) {
  const isAnthropic = choice.provider === 'claude';
  return (
    <details class="more">
      <MoreSummary testId="setup-fields-open">{i18n.t('addJob.fields.title')}</MoreSummary>
      {fieldsOf(choice.provider).map((field) => {
        const right = isFieldRight(field, texts[field]);
        return (
          <label key={field} class="field">
            <span class="field-label">{i18n.t(`addJob.fields.${field}`)}</span>
            <input
              type="text"
              spellcheck={false}
              data-testid="setup-field"
              data-field={field}
              aria-describedby={`${field}-hint`}
              aria-invalid={!right}
              value={texts[field]}
              onInput={(event) => onType({ [field]: event.currentTarget.value })}
            />
            <span class="hint" id={`${field}-hint`} role={right ? undefined : 'alert'}>
              {right ? i18n.t(`addJob.fields.${field}Hint`) : i18n.t('addJob.fields.wrong')}
            </span>
          </label>
        );
      })}
      {isAnthropic && (
        <label class="extra">
          <input
            type="checkbox"
            data-testid="setup-federation"
            checked={choice.federation === true}
            onChange={(event) => onChange({ federation: event.currentTarget.checked })}
          />
          <span>
            {i18n.t('addJob.fields.federation')}
            <span class="hint">{i18n.t('addJob.fields.federationHint')}</span>
          </span>
        </label>
      )}
    </details>
  );
}
