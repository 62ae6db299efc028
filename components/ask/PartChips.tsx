import { i18n } from '#i18n';
import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PartName } from '../../utils/context/Context.ts';
import type { Preview, PreviewPart } from '../../utils/preview/Preview.ts';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { arrowStep } from '../ui/arrowStep.ts';
import { formatBytes } from '../ui/format/formatBytes.ts';

/** What a page has, as long as nothing of it was read: the chips stand where they will. */
const USUAL: Readonly<Record<PageRef['type'], readonly PartName[]>> = {
  issue: ['description', 'comments', 'linked'],
  merge_request: ['description', 'threads', 'comments', 'diff', 'commits', 'jobs', 'linked'],
};

interface Props {
  page: PageRef;
  preview: Preview | null;
  isOn(part: Pick<PreviewPart, 'name' | 'on'>): boolean;
  onSwitch(name: PartName, on: boolean): void;
}

function sizeOf({ failure, bytes }: PreviewPart): string {
  if (failure) return i18n.t('panel.missing');
  return bytes === 0 ? i18n.t('panel.partEmpty') : formatBytes(bytes);
}

function classOf(part: PreviewPart | undefined): string {
  if (part?.failure) return 'chip chip-missing';
  return part?.bytes === 0 ? 'chip chip-empty' : 'chip';
}

/** The parts that go along, a checkbox each in one or two lines: one stop of the Tab key, within it arrow keys move. */
export function PartChips({ page, preview, isOn, onSwitch }: Props) {
  const [stop, setStop] = useState(0);
  const group = useRef<HTMLFieldSetElement>(null);
  const known = preview?.parts ?? [];
  const names = known.length > 0 ? known.map(({ name }) => name) : USUAL[page.type];

  function move(event: TargetedKeyboardEvent<HTMLElement>): void {
    const step = arrowStep(event.key, event.currentTarget);
    if (!step) return;
    event.preventDefault();
    const next = (stop + step + names.length) % names.length;
    setStop(next);
    group.current?.querySelectorAll('input')[next]?.focus();
  }

  return (
    <fieldset class="chips" ref={group} onKeyDown={move}>
      <legend class="only-heard">{i18n.t('panel.parts')}</legend>
      {names.map((name, index) => {
        const part = known.find((one) => one.name === name);
        const on = isOn(part ?? { name, on: false });
        return (
          <label key={name} class={classOf(part)} title={part && sizeOf(part)}>
            <input
              type="checkbox"
              data-testid="ask-claude-part"
              data-part={name}
              checked={on}
              tabIndex={index === Math.min(stop, names.length - 1) ? 0 : -1}
              onFocus={() => setStop(index)}
              onChange={(event) => onSwitch(name, event.currentTarget.checked)}
            />
            {i18n.t(`parts.${name}`)}
          </label>
        );
      })}
    </fieldset>
  );
}
