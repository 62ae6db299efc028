import { i18n } from '#i18n';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PresetProblem, ImportPlan, SaveResult } from '../../utils/prompt/ownPresets.ts';
import type { ImportChange } from '../../utils/storage/ImportChange.ts';
import type { WrittenPreset } from '../../utils/storage/WrittenPreset.ts';
import { modeLabel } from '../ask/presetWords.ts';
import { ImportReview } from './ImportReview.tsx';
import { PresetFiles } from './PresetFiles.tsx';
import { PresetForm } from './PresetForm.tsx';

/** What the presets' part of the options page asks of the world. */
export interface PresetActions {
  listPresets(): Promise<WrittenPreset[]>;
  savePreset(preset: WrittenPreset, replaces: string | undefined): Promise<SaveResult>;
  removePreset(name: string): Promise<void>;
  reviewPresets(text: string): Promise<ImportPlan>;
  importPresets(text: string): Promise<SaveResult>;
  exportPresets(): Promise<string>;
}

interface Props {
  actions: PresetActions;
  /** The extension itself failed. */
  onFail(error: unknown): void;
}

function problemWords({ kind, subject }: PresetProblem): string {
  return i18n.t(`presetProblems.${kind}`, [subject]);
}

/** The user's own presets: written, changed, removed, exported and imported. */
export function PresetSection({ actions, onFail }: Props) {
  const [presets, setPresets] = useState<WrittenPreset[]>([]);
  const [edited, setEdited] = useState<WrittenPreset | 'new' | null>(null);
  const [status, setStatus] = useState<{ state: 'ok' | 'error'; words: string } | null>(null);
  const [review, setReview] = useState<{ text: string; changes: ImportChange[] } | null>(null);
  const reload = useCallback(() => {
    actions.listPresets().then(setPresets, onFail);
  }, [actions, onFail]);
  useEffect(reload, [reload]);

  function settle(taking: Promise<SaveResult>, done: string): void {
    async function show(): Promise<void> {
      const taken = await taking;
      setStatus(
        taken.ok
          ? { state: 'ok', words: done }
          : { state: 'error', words: problemWords(taken.problem) },
      );
      setReview(null);
      if (!taken.ok) return;
      setEdited(null);
      reload();
    }
    show().catch(onFail);
  }

  async function look(text: string): Promise<void> {
    const reviewed = await actions.reviewPresets(text);
    setStatus(reviewed.ok ? null : { state: 'error', words: problemWords(reviewed.problem) });
    setReview(reviewed.ok ? { text, changes: reviewed.changes } : null);
  }

  return (
    <section class="card" id="own-presets" aria-labelledby="presets">
      <div>
        <h2 id="presets">{i18n.t('options.presets')}</h2>
        <p class="hint">{i18n.t('options.presetsHint')}</p>
      </div>
      {presets.length > 0 && (
        <ul class="sites">
          {presets.map((preset) => (
            <li class="site" key={preset.name} data-testid="preset-item" data-preset={preset.name}>
              <div class="site-facts">
                <strong>{preset.title ?? preset.name}</strong>
                {preset.description && <p class="quiet">{preset.description}</p>}
                <p class="chips">
                  <span class="chip">{modeLabel(preset.mode)}</span>
                </p>
              </div>
              <div class="site-actions">
                <button class="button" type="button" onClick={() => setEdited(preset)}>
                  {i18n.t('options.presetEdit')}
                </button>
                <button
                  class="button"
                  type="button"
                  data-testid="preset-remove"
                  onClick={() => actions.removePreset(preset.name).then(reload, onFail)}
                >
                  {i18n.t('options.remove')}
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {edited !== null && (
        <PresetForm
          key={edited === 'new' ? '' : edited.name}
          preset={edited === 'new' ? null : edited}
          onSave={(preset) =>
            settle(
              actions.savePreset(preset, edited === 'new' ? undefined : edited.name),
              i18n.t('options.presetSaved', [preset.title ?? preset.name]),
            )
          }
          onCancel={() => setEdited(null)}
        />
      )}
      <div class="actions">
        {edited === null && (
          <button
            class="button"
            type="button"
            data-testid="preset-new"
            onClick={() => {
              setStatus(null);
              setEdited('new');
            }}
          >
            {i18n.t('options.presetNew')}
          </button>
        )}
        <PresetFiles
          any={presets.length > 0}
          read={actions.exportPresets}
          onText={look}
          onFail={onFail}
        />
        {status && (
          <p class="status" data-testid="preset-status" data-state={status.state} role="status">
            {status.words}
          </p>
        )}
      </div>
      {review && (
        <ImportReview
          changes={review.changes}
          onConfirm={() =>
            settle(actions.importPresets(review.text), i18n.t('options.presetImported'))
          }
          onCancel={() => setReview(null)}
        />
      )}
    </section>
  );
}
