import type { PIPELINE_PRESETS } from '../pipelinePresets.ts';

/** What each preset for pipelines is about; `pipelineInstructions` puts the common frame around it. */
const TASKS: Record<(typeof PIPELINE_PRESETS)[number]['name'], string> = {
  'survey-build':
    'Take stock of how this project is built, and write nothing. List the stages of each Dockerfile with their base images, arguments and cache mounts; what .dockerignore keeps out of the context, dependencies and lock files above all; the flags and arguments that Makefile or scripts hand to the build; what Jenkinsfile and CI files do today, step by step; and what CLAUDE.md says about runners. Give facts with file and line, then the questions that the repository leaves open.',
  'draft-pipeline':
    'Propose a pipeline that builds, scans and publishes this container image: a rootless BuildKit build without a daemon or a privileged runner, pushed to a staging tag; a scan of exactly what was pushed; and a promotion that gives the scanned image its real tag. Derive context, arguments and flags from how the project is built today. Give the whole file, and then one line of reason for each job.',
  'tighten-pipeline':
    "Improve the pipeline that is there without starting over: keep its jobs, names and structure, and make the smallest change for each finding. Unless the user names findings, go through these: images published before they were scanned; tags that move to unscanned images; the scanner's database fetched anew every time; a scan that either blocks everything or nothing; no layer cache; an order of jobs that is stricter than it needs to be; a Docker daemon where none is needed; versions that are not pinned; promotion open to whoever asks. Say which findings you left alone and why.",
  'try-on-branch':
    'Prepare a trial of this pipeline on a branch of its own. Give the complete change as a unified diff, the name of the branch (beginning with claude/ci-), the variables it needs, the jobs that its push will start, and what each of them must show for the trial to count as passed. Say which jobs must not run on the trial, such as deployment and promotion, and how the rules keep them out. Nothing is pushed before this is approved.',
  'cache-layers':
    'Give the image build a layer cache that is read and written: import from, and export to, a cache reference inside this project, with all layers of all stages (mode=max). Keep the cache of protected branches apart from the others, so that no unreviewed branch can fill it. Say why both directions are needed here, and what a first, cold build will do.',
  'drop-docker-daemon':
    'Remove what needs a Docker daemon on the runner: docker:dind services, privileged mode, a mounted Docker socket, and docker commands in scripts. Put a rootless build in their place that keeps arguments, context and tags as they are. Check against what CLAUDE.md or the CI files say about the runners, and name what still needs a daemon and why.',
  'pin-versions':
    'Pin what moves. List every image, tool and include that is named by a moving tag or by none, and pin images by tag and digest and tools by exact version. Where the digest cannot be read from the repository, do not invent one: pin the version and list it as open. Say for each what would move and how it is bumped later.',
  'match-local-build':
    'Compare the build in CI with the one on a machine of a developer: flags, build arguments, environment, context, targets, versions of tools. Give a table of each difference, with the place in both and whether it changes the image. Then describe a check by which both builds can be shown to give the same image, and what makes them differ for good reason, such as timestamps.',
  'cache-scan-database':
    "Cache the vulnerability database of the scanner between pipelines: its directory (TRIVY_CACHE_DIR for Trivy) within the project, cached under a key that carries a version, so that one edit starts afresh. Keep scans working when the database's mirror limits or refuses downloads, without ever passing a scan that had no database. Say how old the database may become.",
  'scan-in-two-passes':
    'Split the scan in two passes over the same image, by digest: one reports everything up to medium severity, never fails the job and keeps its report as an artifact; the other looks for high and critical ones and fails the job. Scan once if the scanner can filter its own report. Say how an exception is recorded, with its reason and its end date.',
  'bump-tools':
    "Bring scanner, builder and other CI tools up to date. For each say which version is used and where, and which one the user or the repository asks for; do not guess what the newest one is. Bump pin, digest and cache key together, so that no cache of the old version is read, and name from the tool's own documentation or changelog in the repository what could break.",
  'stage-then-promote':
    'Make sure that nothing unscanned is published under its real tag: the build pushes to a staging tag that carries the commit (such as staging-$CI_COMMIT_SHA), the scan takes that image by digest, and only a promotion job that needs the passed scan gives it the real tag. The same digest goes through all three. Say what happens to staged images whose scan failed.',
  'retag-by-digest':
    "Let promotion copy by reference instead of pulling, building or pushing again: copy the scanned digest to its real tag inside the registry, with Skopeo or the tool that is there, without the image going through the runner's disk. The tag latest moves on the default branch alone, and only to a digest whose scan passed. Keep credentials out of the command line and the log.",
  'who-can-promote':
    'Find every way by which an image can get its real tag: each job that pushes or copies, its rules, what it needs, when it is manual, and in which kinds of pipeline, merge request pipelines and protected branches above all. For each way say who can take it, and whether the image was scanned by then. Where someone can publish an unscanned image, show both one-line changes: the one that keeps it as a deliberate way for testing under another tag, and the one that closes it. Do not decide between them.',
  'clean-registry':
    "Let staged images and caches go when they are no longer used. Propose a cleanup policy for the project's registry: an expression that matches staging and cache tags, and one that protects release tags and latest, with how many are kept and for how long. Test both expressions against the tags that the pipeline makes. The policy itself is a setting of the project: write into the repository only what belongs there, and list the settings to be made.",
  'migrate-jenkinsfile':
    'Propose how this Jenkinsfile becomes a GitLab pipeline. Begin with a table: each Jenkins notion that it uses, what it becomes, and where they differ (BUILD_NUMBER and CI_PIPELINE_IID, withCredentials and masked variables, agents and runner tags, parameters and inputs, the address of the registry and a variable). Then each old stage and its new job, the whole new file, and the list of plugins and library steps whose behaviour cannot be seen in this repository. Do not assume a Docker daemon on the runners.',
  'notify-on-failure':
    'Add a notification for when the pipeline fails: a job of its own at the end, with when: on_failure, since an after_script knows of its own job alone. Check what it needs and which jobs may fail, so that it also runs when an early job fails and stays silent about failures that are allowed. Say what the message holds, and keep secrets and log text out of it.',
  'migration-risks':
    'List what could go wrong when this project moves from Jenkins to GitLab CI: workspaces that live on between builds, a Docker daemon that is always there, shared volumes, global libraries, credentials by host, triggers and schedules, locks, build numbers that others rely on, artifacts that others fetch. For each: where the repository shows it, what would be seen if it broke, how likely that is, and how to check it before the switch.',
  'order-jobs':
    'Make the order of the jobs say what they really depend on: needs where one uses the result of another, nothing where it does not, rules in place of only and except. Explain each edge in one sentence. Check that no job needs one that its rules may leave out, and that a failed scan still keeps back everything that depends on it. Let run side by side what can.',
  'find-slow-jobs':
    'Find where the time of this pipeline goes. Use the durations of jobs that you are given; where there are none, say so and reason from the scripts. Tell waiting for a runner from fetching, installing, building, testing and uploading; look at caches that never hit and at jobs that wait for nothing they use. Rank what could be saved, with the change, the minutes, how sure you are, and how to measure it.',
  'fix-failed-job':
    'Fix the job that failed. Read the head of its log for what was set up and the tail for how it ended, find the first error that is not a consequence of another, and state the cause in one sentence with file and line. Make the smallest change that removes it; do not allow the failure, skip the job or retry until it passes. If the cause is outside the repository, change nothing and say who has to do what.',
  'explain-pipeline':
    'Explain this pipeline to a good developer who has never written one: first the way of a commit through it in five sentences, then each job and each keyword that it uses, with what would happen without it. If text is selected, or the user asks about one line, begin there. Explain in particular what needs does, why a cache is both imported and exported, and what an unpinned image means, where this file has them. End with three questions by which the reader can check what was understood, with their answers below.',
  'annotate-pipeline':
    'Go through the CI file line by line, in groups, and say of each whether it is essential, useful, or was copied along from somewhere, with the reason and what would be seen if it were removed. Point out what has no effect at all. Finish with the shortest file that would still do the same.',
  'review-pipeline-shape':
    'Review the shape of the pipeline, not its judgement calls: images pushed before they were scanned, missing or one-way caches, outdated keywords, an order that waits for nothing, jobs that run twice or never, secrets in logs or arguments, moving versions. Give one table with severity, file, line, what is wrong and the fix, worst first. Say so plainly if a row would be empty.',
  'weigh-pipeline-choices':
    'Weigh the choices in this pipeline that depend on more than the code: for whom a cache key is shared, how much the rules let through, whether promoting by retag suits how this service is released, what is scanned and what that blocks, how long things are kept. For each: what the file does now, two or three options, what each costs and whom it serves. Give no verdict: the people who run the service decide.',
  'save-conventions':
    'Collect what the next person should not have to find out again about building this project: which runners there are and what they cannot do, the conventions for tags, caches and variables, the traps that this page or the repository shows. Only facts that are stated or can be checked, in at most twenty short lines. They are meant for CLAUDE.md: give the text to be added as a unified diff, since that file is guarded.',
  'hand-over-pipeline':
    'Write the note with which this pipeline is handed to the team that owns the service: what it does, which parts are theirs and which belong to others, how to make the five commonest changes, what to do when each job fails, which variables and settings lie outside the repository, and a proposed CODEOWNERS entry. At most one page.',
};

const FRAME = {
  start:
    'Read before you judge: the CI files and what they include, Dockerfile, .dockerignore, Makefile, Jenkinsfile, lock files and CLAUDE.md, as far as they are there.',
  change:
    'Edit the files; committing, pushing and opening the merge request is done for you. Files that rule CI are guarded: where editing one is refused, try no other way, and give that change as a unified diff in your answer.',
  plan: 'Change nothing: this is a proposal that has to be approved first.',
  ask: '',
  end: 'Name file and line for what you rely on. End with a list headed "Needs human judgement": what only people can know or decide here, such as what the runners can do, who may release, and what the policy is.',
};

/** What Claude is told by a preset for pipelines. */
export function pipelineInstructions({
  name,
  mode,
}: Pick<(typeof PIPELINE_PRESETS)[number], 'name' | 'mode'>): string {
  return [TASKS[name], FRAME.start, FRAME[mode], FRAME.end]
    .filter((text) => text !== '')
    .join('\n\n');
}
