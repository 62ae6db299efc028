import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import { Icon } from '../../ui/Icon.tsx';

interface Props {
  call: CallBackground;
  /** Who is signed in to GitLab on the page. */
  pageUser: string | null | undefined;
}

/** Says in whose name asks go out, where that is not who is signed in on the page. */
export function UserNotice({ call, pageUser }: Props) {
  const [tokenUser, setTokenUser] = useState<string | null>(null);
  useEffect(() => {
    async function learn(): Promise<void> {
      const answer = await call('getTokenUser', {});
      if (answer.ok && answer.value) setTokenUser(answer.value.username);
    }
    if (pageUser) void learn();
  }, [call, pageUser]);
  if (!pageUser || tokenUser === null || tokenUser === pageUser) return null;
  return (
    <div class="notice warning other-user" role="status" data-testid="ask-claude-other-user">
      <Icon name="warning" />
      <p>{i18n.t('panel.otherUser', [pageUser, tokenUser])}</p>
    </div>
  );
}
