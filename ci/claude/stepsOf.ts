import { relative } from 'node:path';
import type { Step } from '../../utils/outcome/jobLog.ts';
import { FINAL_TOOL, finalMessageOf } from './finalMessage.ts';
import type { StreamEvent } from './claudeResult.ts';

/**
 * What a line of Claude Code's stream means for the job's log.
 * @param tree folder that paths are shown relative to
 * @param isPrivate leaves out names and words
 */
export function stepsOf(event: StreamEvent, tree: string, isPrivate: boolean): Step[] {
  if (event['type'] === 'system' && event['subtype'] === 'init') {
    const { claude_code_version, model } = event;
    return [
      { kind: 'started', text: `Claude Code ${String(claude_code_version)}, ${String(model)}` },
    ];
  }
  if (event['type'] !== 'assistant') return [];
  const message = event['message'];
  const content = isRecord(message) && Array.isArray(message['content']) ? message['content'] : [];
  return content.flatMap((block: unknown): Step[] => {
    if (!isRecord(block)) return [];
    if (block['type'] === 'tool_use' && block['name'] === FINAL_TOOL)
      return isPrivate ? [] : saidLines(finalMessageOf(block['input'])?.answer ?? '');
    if (block['type'] === 'tool_use') {
      const name = String(block['name']);
      const about = isPrivate ? '' : aboutOf(block['input'], tree);
      return [{ kind: 'tool', text: `${name} ${about}`.trim() }];
    }
    if (block['type'] !== 'text' || isPrivate) return [];
    return saidLines(String(block['text']));
  });
}

function saidLines(said: string): Step[] {
  return said
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text) => ({ kind: 'says', text }));
}

/** The file, pattern, words or number that a tool is used on. */
function aboutOf(input: unknown, tree: string): string {
  if (!isRecord(input)) return '';
  const path = input['file_path'] ?? input['path'];
  const pattern = input['pattern'] ?? input['words'] ?? input['iid'];
  const parts = [
    typeof pattern === 'string' || typeof pattern === 'number' ? String(pattern) : '',
    typeof path === 'string' ? shortened(path, tree) : '',
  ];
  return parts.filter((part) => part !== '').join(' in ');
}

function shortened(path: string, tree: string): string {
  return path.startsWith(`${tree}/`) ? relative(tree, path) : path;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
