import { i18n } from '#i18n';
import type { Mode } from '../../utils/prompt/Preset.ts';

/** The preset's name for people; one without words of its own is called by its name. */
export function presetLabel(name: string): string {
  switch (name) {
    case 'ask':
      return i18n.t('presets.ask');
    case 'answer-thread':
      return i18n.t('presets.answerThread');
    case 'implement-issue':
      return i18n.t('presets.implementIssue');
    case 'review':
      return i18n.t('presets.review');
    case 'fix-thread':
      return i18n.t('presets.fixThread');
    default:
      return name;
  }
}

/** What a mode means for the project. */
export function modeLabel(mode: Mode): string {
  switch (mode) {
    case 'ask':
      return i18n.t('panel.modeAsk');
    case 'change':
      return i18n.t('panel.modeChange');
    case 'plan':
      return i18n.t('panel.modePlan');
  }
}
