import { i18n } from '#i18n';
import {
  EFFORTS,
  PAGE_LANGUAGE,
  type AskOptions as Options,
} from '../../../utils/prompt/AskOptions.ts';
import { languageName } from '../../../utils/prompt/languageName.ts';
import { Icon } from '../../ui/Icon.tsx';
import { NumberField } from './NumberField.tsx';

/** Languages that are offered by name; a project's or preset's own may be any other. */
const LANGUAGES = ['en', 'de', 'es', 'fr', 'it', 'ja', 'ko', 'pl', 'pt-BR', 'zh-CN'];
const MODEL = '[A-Za-z0-9][A-Za-z0-9_.:@\\/\\-]{0,99}';

interface Props {
  /** What the user chose. */
  options: Options;
  /** What preset and project want where the user chose nothing. */
  usual: Options;
  onChange(options: Options): void;
}

function languageLabel(tag: string): string {
  return tag === PAGE_LANGUAGE ? i18n.t('panel.languagePage') : languageName(tag, tag);
}

/** Drops what was emptied: it is then the preset's, the project's or the job's choice again. */
function withValue<Name extends keyof Options>(
  options: Options,
  name: Name,
  value: Options[Name] | undefined,
): Options {
  const { [name]: _before, ...others } = options;
  return value === undefined ? others : { ...others, [name]: value };
}

/** Model, effort, limits and language of one ask, folded. */
export function AskOptionFields({ options, usual, onChange }: Props) {
  const set = <Name extends keyof Options>(name: Name, value: Options[Name] | undefined) =>
    onChange(withValue(options, name, value));
  const automatic = i18n.t('panel.optionUsual');
  const chosen = Object.values({ ...usual, ...options }).map(String);
  const languages = [
    ...new Set([...LANGUAGES, ...[usual.language, options.language].flatMap((tag) => tag ?? [])]),
  ];
  return (
    <details class="options" data-testid="ask-claude-options">
      <summary>
        <Icon name="chevron" />
        <span class="preview-title">{i18n.t('panel.options')}</span>
        <span class="preview-state">{chosen.join(' · ')}</span>
      </summary>
      <div class="options-fields">
        <label>
          {i18n.t('panel.model')}
          <input
            type="text"
            data-option="model"
            pattern={MODEL}
            maxLength={100}
            spellcheck={false}
            placeholder={usual.model ?? automatic}
            defaultValue={options.model ?? ''}
            onInput={({ currentTarget: { value, validity } }) =>
              set('model', value.trim() === '' || !validity.valid ? undefined : value.trim())
            }
          />
        </label>
        <label>
          {i18n.t('panel.effort')}
          <select
            data-option="effort"
            value={options.effort ?? ''}
            onChange={({ currentTarget: { value } }) =>
              set(
                'effort',
                EFFORTS.find((effort) => effort === value),
              )
            }
          >
            <option value="">{usual.effort ? i18n.t(`efforts.${usual.effort}`) : automatic}</option>
            {EFFORTS.map((effort) => (
              <option key={effort} value={effort}>
                {i18n.t(`efforts.${effort}`)}
              </option>
            ))}
          </select>
        </label>
        <NumberField
          name="max_turns"
          label={i18n.t('panel.maxTurns')}
          whole
          value={options.max_turns}
          placeholder={String(usual.max_turns ?? automatic)}
          onValue={(value) => set('max_turns', value)}
        />
        <NumberField
          name="max_cost_usd"
          label={i18n.t('panel.maxCost')}
          value={options.max_cost_usd}
          placeholder={String(usual.max_cost_usd ?? automatic)}
          onValue={(value) => set('max_cost_usd', value)}
        />
        <label>
          {i18n.t('panel.language')}
          <select
            data-option="language"
            value={options.language ?? ''}
            onChange={({ currentTarget: { value } }) => set('language', value || undefined)}
          >
            <option value="">{usual.language ? languageLabel(usual.language) : automatic}</option>
            <option value={PAGE_LANGUAGE}>{i18n.t('panel.languagePage')}</option>
            {languages
              .filter((tag) => tag !== PAGE_LANGUAGE)
              .map((tag) => (
                <option key={tag} value={tag} lang={tag}>
                  {languageLabel(tag)}
                </option>
              ))}
          </select>
        </label>
        <p class="subtle">{i18n.t('panel.optionsHint')}</p>
      </div>
    </details>
  );
}
