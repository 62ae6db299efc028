import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { PART_NAMES } from '../../utils/context/Context.ts';
import type { AskOptions as Options } from '../../utils/prompt/AskOptions.ts';
import { PLACEHOLDERS } from '../../utils/prompt/placeholders.ts';
import { optionsOf } from '../../utils/prompt/presetOf.ts';
import type { WrittenPreset } from '../../utils/storage/WrittenPreset.ts';
import { AskOptionFields } from '../ask/evidence/AskOptionFields.tsx';
import { modeLabel } from '../ask/presetWords.ts';
import { CheckList } from './CheckList.tsx';
import { presetName } from './presetName.ts';

interface Props {
  /** Null for a new one. */
  preset: WrittenPreset | null;
  onSave(preset: WrittenPreset): void;
  onCancel(): void;
}

type Facts = Required<Pick<WrittenPreset, 'mode' | 'pages' | 'from' | 'parts' | 'words'>> & {
  title: string;
  description: string;
  options: Options;
};

const MODES = ['ask', 'change', 'plan'] as const;
const NEW: Facts = {
  title: '',
  description: '',
  mode: 'ask',
  pages: ['issue', 'merge_request'],
  from: ['page'],
  parts: ['description', 'threads', 'comments', 'diff', 'selection'],
  words: '',
  options: {},
};

function factsOf({ name, title, description, ...preset }: WrittenPreset): Facts {
  const { mode, pages, from, parts, words } = preset;
  const people = { title: title ?? name, description: description ?? '' };
  return { ...people, mode, pages, from, parts, words, options: optionsOf(preset) };
}

/** One preset of the user's own, being written. */
export function PresetForm({ preset, onSave, onCancel }: Props) {
  const [facts, setFacts] = useState(preset ? factsOf(preset) : NEW);
  const set = (change: Partial<Facts>) => setFacts({ ...facts, ...change });
  const { title, description, mode, words, options, ...choices } = facts;
  const whole =
    title.trim() !== '' &&
    words.trim() !== '' &&
    choices.pages.length > 0 &&
    choices.from.length > 0;

  function save(): void {
    if (!whole) return;
    onSave({
      name: presetName(title),
      title: title.trim(),
      ...(description.trim() === '' ? {} : { description: description.trim() }),
      mode,
      ...choices,
      words: words.trim(),
      ...options,
    });
  }

  return (
    <form class="preset-form" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span class="field-label">{i18n.t('options.presetTitle')}</span>
        <input
          data-testid="preset-title"
          type="text"
          maxLength={80}
          value={title}
          onInput={(event) => set({ title: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field-label">{i18n.t('options.presetDescription')}</span>
        <input
          data-testid="preset-description"
          type="text"
          maxLength={200}
          value={description}
          onInput={(event) => set({ description: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field-label">{i18n.t('options.presetWords')}</span>
        <textarea
          data-testid="preset-words"
          rows={6}
          maxLength={20_000}
          value={words}
          onInput={(event) => set({ words: event.currentTarget.value })}
        />
        <span class="hint">
          {i18n.t('options.presetWordsHint')}{' '}
          {PLACEHOLDERS.map((name) => (
            <code key={name}>{`{{${name}}} `}</code>
          ))}
        </span>
      </label>
      <label class="field">
        <span class="field-label">{i18n.t('options.presetMode')}</span>
        <select
          data-testid="preset-mode"
          value={mode}
          onChange={({ currentTarget: { value } }) =>
            set({ mode: MODES.find((one) => one === value) ?? 'ask' })
          }
        >
          {MODES.map((one) => (
            <option key={one} value={one}>
              {modeLabel(one)}
            </option>
          ))}
        </select>
      </label>
      <CheckList
        title={i18n.t('options.presetPages')}
        names={['issue', 'merge_request'] as const}
        chosen={choices.pages}
        label={(name) => i18n.t(`options.presetPage.${name}`)}
        onChoose={(pages) => set({ pages })}
      />
      <CheckList
        title={i18n.t('options.presetFrom')}
        names={['page', 'thread'] as const}
        chosen={choices.from}
        label={(name) => i18n.t(`options.presetStart.${name}`)}
        onChoose={(from) => set({ from })}
      />
      <CheckList
        title={i18n.t('panel.parts')}
        names={PART_NAMES}
        chosen={choices.parts}
        label={(name) => i18n.t(`parts.${name}`)}
        onChoose={(parts) => set({ parts })}
      />
      <AskOptionFields
        options={options}
        usual={{}}
        onChange={(chosen) => set({ options: chosen })}
      />
      <div class="actions">
        <button
          class="button primary"
          type="submit"
          data-testid="preset-save"
          aria-disabled={!whole}
          onClick={save}
        >
          {i18n.t('options.save')}
        </button>
        <button class="button" type="button" onClick={onCancel}>
          {i18n.t('options.presetCancel')}
        </button>
      </div>
    </form>
  );
}
