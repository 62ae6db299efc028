import { i18n } from '#i18n';
import { render } from 'preact';
import { ConfirmPage, confirmTitle } from '../../components/confirm/ConfirmPage.tsx';
import { callOwn } from '../../utils/messages/callOwn.ts';

const previewId = decodeURIComponent(location.hash.slice(1));

async function show(app: Element): Promise<void> {
  const asked = await callOwn('lookAtConfirmation', { previewId });
  if (asked) document.title = confirmTitle(asked.preview);
  render(
    <ConfirmPage
      asked={asked}
      confirm={() => callOwn('confirmSend', { previewId })}
      close={() => window.close()}
    />,
    app,
  );
}

document.title = i18n.t('name');
const app = document.querySelector('#app');
if (app) void show(app);
