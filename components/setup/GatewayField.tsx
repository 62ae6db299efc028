import { i18n } from '#i18n';
import { MoreSummary } from '../ui/MoreSummary.tsx';

interface Props {
  typed: string;
  wrong: boolean;
  onType(typed: string): void;
}

/** An address in place of the provider's own; folded, since few need it. */
export function GatewayField({ typed, wrong, onType }: Props) {
  return (
    <details class="more" open={typed !== ''}>
      <MoreSummary testId="setup-gateway-open">{i18n.t('addJob.gateway')}</MoreSummary>
      <label class="field">
        <input
          type="text"
          inputMode="url"
          spellcheck={false}
          data-testid="setup-gateway"
          aria-label={i18n.t('addJob.gateway')}
          aria-describedby="gateway-hint"
          aria-invalid={wrong}
          value={typed}
          placeholder="https://"
          onInput={(event) => onType(event.currentTarget.value)}
        />
        <span class="hint" id="gateway-hint" role={wrong ? 'alert' : undefined}>
          {wrong ? i18n.t('addJob.gatewayWrong') : i18n.t('addJob.gatewayHint')}
        </span>
      </label>
    </details>
  );
}
