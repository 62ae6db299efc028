import { i18n } from '#i18n';
import type { Provider } from '../../utils/setup/addJob/Provider.ts';

interface Props {
  providers: readonly Provider[];
  chosen: Provider;
  onChoose(provider: Provider): void;
}

/** Names of their words: a key of `locales/` has no hyphen. */
const WORDS = {
  claude: 'anthropic',
  'claude-bedrock': 'bedrock',
  'claude-vertex': 'vertex',
} as const;

/** Where the model is reached; nothing to choose where there is one way. */
export function ProviderChoice({ providers, chosen, onChoose }: Props) {
  if (providers.length < 2) return null;
  return (
    <fieldset class="cards">
      <legend>{i18n.t('addJob.provider')}</legend>
      {providers.map((provider) => (
        <label key={provider} class="choice-card">
          <input
            type="radio"
            name="provider"
            data-testid="setup-provider"
            data-provider={provider}
            checked={provider === chosen}
            onChange={() => onChoose(provider)}
          />
          <strong>{i18n.t(`addJob.providers.${WORDS[provider]}`)}</strong>
        </label>
      ))}
    </fieldset>
  );
}
