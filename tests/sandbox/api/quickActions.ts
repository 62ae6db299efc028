import {
  AccessLevel,
  type Issue,
  type MergeRequest,
  type Project,
  type User,
  accessLevel,
} from '../state/State.ts';
import type { World } from '../World.ts';
import type { Entity } from './entities.ts';
import type { SandboxContext } from './Env.ts';
import { closeIssue, reopenIssue } from './issueRoutes.ts';
import { unmodelled } from './unmodelled.ts';

/** Quick actions that GitLab knows and the sandbox does not. */
const OTHERS = new Set(
  'add_child add_contacts add_email add_parent assign_reviewer award blocked_by blocks board_move child_of clear_health_status clear_weight clone convert_to_ticket copy_metadata create_merge_request cc draft due duplicate epic estimate health_status invite_email iteration link linked link_to lock make_due merge milestone move page parent promote promote_to publish ready react reassign reassign_reviewer rebase relabel relate remove_child remove_contacts remove_due_date remove_email remove_epic remove_estimate remove_iteration remove_milestone remove_parent remove_time_spent remove_zoom request_review reviewer set_parent severity shrug spend spent status subscribe submit_review tableflip tag target_branch timeline title todo type unapprove unassign unassign_reviewer unlabel unlink unlock unreact unrelate unsubscribe weight zoom done due_date'.split(
    ' ',
  ),
);

interface Place {
  world: World;
  project: Project;
  user: User;
  noteable: Issue | MergeRequest;
}

export interface Acted {
  /** What stays of the text. */
  text: string;
  /** True where nothing else was in it. */
  alone: boolean;
  changes: Entity;
  summary: string[];
}

/** Takes the quick actions out of a text and does them, as far as this user may. */
export function quickActions(c: SandboxContext, place: Place, text: string): Acted {
  const acted: Acted = { text, alone: false, changes: {}, summary: [] };
  let inCode = false;
  let found = false;
  const kept = text.split('\n').filter((line) => {
    if (/^\s*(?:```|~~~)/.test(line)) inCode = !inCode;
    const match = inCode ? null : /^\/([a-z_]+)(?:\s+(.*?))?\s*$/i.exec(line);
    const name = match?.[1]?.toLowerCase() ?? '';
    if (OTHERS.has(name)) unmodelled(place.world, c, `the quick action /${name}`);
    const action = ACTIONS[name];
    if (!action) return true;
    found = true;
    action(place, match?.[2] ?? '', acted);
    return false;
  });
  if (found) acted.text = kept.join('\n').trim();
  acted.alone = found && acted.text === '';
  return acted;
}

type QuickAction = (place: Place, argument: string, acted: Acted) => void;

function mayChange({ project, user, noteable }: Place): boolean {
  return (
    accessLevel(project, user) >= AccessLevel.planner ||
    (noteable.kind === 'issue' && noteable.authorId === user.id)
  );
}

function guarded(name: string, action: QuickAction): QuickAction {
  return (place, argument, acted) => {
    if (mayChange(place)) action(place, argument, acted);
    else acted.summary.push(`Could not apply ${name} command.`);
  };
}

function thing({ noteable }: Place): string {
  return noteable.kind === 'issue' ? 'issue' : 'merge request';
}

const ACTIONS: Record<string, QuickAction> = {
  label: guarded('label', ({ project, noteable }, argument, acted) => {
    const names = [...argument.matchAll(/~"([^"]+)"|~(\S+)/g)].map(([, a, b]) => a ?? b ?? '');
    const labels = project.labels.filter(({ name }) => names.includes(name));
    if (labels.length === 0) return;
    noteable.labels = [...new Set([...noteable.labels, ...labels.map(({ name }) => name)])];
    acted.changes['add_label_ids'] = labels.map(({ id }) => id);
    const listed = labels.map(({ name }) => `~"${name}"`).join(' ');
    acted.summary.push(`Added ${listed} ${labels.length === 1 ? 'label' : 'labels'}.`);
  }),
  close: guarded('close', (place, _argument, acted) => {
    if (place.noteable.kind === 'issue') closeIssue(place.noteable, place.user.id);
    else place.noteable.state = 'closed';
    acted.changes['state_event'] = 'close';
    acted.summary.push(`Closed this ${thing(place)}.`);
  }),
  reopen: guarded('reopen', (place, _argument, acted) => {
    if (place.noteable.kind === 'issue') reopenIssue(place.noteable);
    else place.noteable.state = 'opened';
    acted.changes['state_event'] = 'reopen';
    acted.summary.push(`Reopened this ${thing(place)}.`);
  }),
  approve: guarded('approve', ({ noteable }, _argument, acted) => {
    if (noteable.kind !== 'merge_request') return;
    acted.changes['approve'] = true;
    acted.summary.push('Approved the current merge request.');
  }),
  confidential: guarded('confidential', (place, _argument, acted) => {
    if (place.noteable.kind !== 'issue') return;
    place.noteable.confidential = true;
    acted.changes['confidential'] = true;
    acted.summary.push('Made this issue confidential.');
  }),
  assign: guarded('assign', ({ world, noteable }, argument, acted) => {
    const names = [...argument.matchAll(/@([\w.-]+)/g)].map(([, name]) => name);
    const users = world.state.users.filter(({ username }) => names.includes(username));
    if (users.length === 0) return;
    noteable.assigneeIds = users.map(({ id }) => id);
    acted.changes['assignee_ids'] = noteable.assigneeIds;
    acted.summary.push(`Assigned ${users.map(({ username }) => `@${username}`).join(', ')}.`);
  }),
};
