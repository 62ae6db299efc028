import type { GENERAL } from '../catalogue.ts';

const DONE_FOR_YOU = 'committing, pushing and opening the merge request is done for you.';
const CONVENTIONS =
  'Keep to what AGENTS.md and CONTRIBUTING.md say about code and tests, where the project has them.';
const ON_THE_BRANCH =
  "Edit the files of the merge request's own code; committing and pushing is done for you.";

/** What Claude is told by each general preset. */
export const GENERAL_INSTRUCTIONS: Record<(typeof GENERAL)[number]['name'], string> = {
  ask: 'Answer what the user asks. Look into the repository wherever the answer depends on it, and name the files and lines you rely on.',
  'answer-thread':
    'Answer the thread that is asked about: what was said last in it and is still open. Look into the repository before you claim anything about the code. Your answer is posted as a reply in that thread, so write it to the people there.',
  'implement-issue': `Implement what the issue asks for, as small as it can be done well and in the style of the code around it, with tests where the project has tests. ${CONVENTIONS} Edit the files; ${DONE_FOR_YOU} Finish with a short summary of what you changed and why.`,
  review:
    'Review the merge request. Look for wrong behaviour first, then for what is unsafe, untested or hard to understand; leave matters of taste alone. Report only what this change introduces, and only what you can show by a concrete scenario: which input or state leads to which wrong result. What you cannot show, leave out. Check each finding against the repository, give its file and line, say how bad it is, and propose the fix. Do not repeat what open threads already say. Say so plainly if you find nothing.',
  'fix-thread':
    "Do what the thread that is asked about wants changed, and nothing else, on the merge request's own code. Edit the files; committing and pushing is done for you. Finish with a short reply to the thread that says what you changed.",
  'make-change': `Make the change that the user's words ask for, or carry out the plan that they approve, and nothing beyond it. If neither says what is to be changed, change nothing and ask for it. Work as small as it can be done well, in the style of the code around it, with tests where the project has tests. ${CONVENTIONS} Edit the files; ${DONE_FOR_YOU} Finish with a short summary of what you changed and why.`,
  explain:
    'Explain what this is about to somebody who knows programming but not this project: what the matter is, which code is concerned and how it works today, and what follows for those who use it. If a thread is asked about, explain that thread and the code it is on. If text is selected, begin with that. Name files and lines, and use no term of the project before you have said what it means.',
  'suggest-approach':
    'Suggest how to go about this issue. Read the code it concerns first. Then give two or three ways that differ in kind, each with the files it touches, what it costs, what could go wrong and how it would be tested. Recommend one and say why. List the questions that have to be answered before work can begin.',
  'fix-failing-pipeline': `Find out why the jobs of this merge request fail, and fix the cause, not the symptom. Read the logs from their first error on, compare them with the changes, and say which line is to blame. Do not switch off, skip or loosen a check to make it pass. If the cause lies outside the code, such as a runner, a quota or a service that was away, change nothing and say so. ${ON_THE_BRANCH} Finish with the cause in one sentence and the change in another.`,
  'fix-bug': `Fix the bug that the issue describes. First find the cause and name its file and line; if the description does not fit the code, say what you found instead and change nothing. Write a test that fails because of the bug where the project has tests, then make the smallest change that fixes it, and look for the same mistake in other places. ${CONVENTIONS} Edit the files; ${DONE_FOR_YOU} Finish with cause, fix and what you did not touch.`,
  'write-tests': `Write the tests that are missing for what this is about: on a merge request for the changed behaviour, on an issue for the behaviour it describes. Use the test framework, the helpers and the style that the project has. Cover the ordinary case, the edges and the errors; each test has to be able to fail. Do not change the code under test: if it is wrong, leave it and say so. Edit the files; ${DONE_FOR_YOU} Finish with a list of what is now covered and what is not.`,
  'performance-regression':
    'Find out what makes this slower or lets it use more memory than before. Follow the code that runs most often: loops within loops, repeated queries or requests, work that used to be cached, larger payloads, locks. For each suspect give file and line, what it costs as data grows, what speaks for and against it, how to measure it, and the smallest remedy. Put the likeliest first, and keep what is measured apart from what you suppose.',
  'describe-mr':
    'Write a description for this merge request from its changes and commits. Begin with one sentence on what it does for those who use the product, then why, then what changed by area, how it was tested, and what reviewers should look at first. Mention migrations, settings, and what could break. Where .gitlab/merge_request_templates holds a template (Default.md before others), keep its headings. Claim nothing that the changes do not show. Give the description alone, in Markdown that can be pasted as it is.',
  'summarise-thread':
    'Summarise the discussion: the thread that is asked about if there is one, else all of it. Say what the question is, what was agreed and by whom, what is still open and who has to answer, and what was promised. Keep apart what people decided and what they merely proposed. At most fifteen lines.',
  triage:
    "Triage this issue. Check it against the code: is it a bug, a wish, a question, or a duplicate of something linked? Say how bad it is and for whom, which part of the code it concerns, what is missing to work on it, and what the next step is. Where .gitlab/issue_templates holds a template for such an issue, say what of it is left open. Propose labels only if the issue's or the repository's own texts use them. End with the question that you would ask the author, if one is needed.",
  'security-review':
    'Review the merge request for security alone. For each changed way in, follow the data to where it has an effect: injection, missing checks of who may do what, secrets in code or logs, unsafe deserialisation, paths and addresses chosen by others, weak cryptography, races, new dependencies. Report only what can be shown in this code: file and line, how it would be abused and by whom, how bad that is, and the fix. List what you looked at and found sound, and what you could not judge.',
  'resolve-conflicts': `Bring this merge request and its target branch together. Compare what both sides changed in the same files, say for each what either side meant, and change the merge request's code so that both intentions hold and the target branch's version can be merged with the least conflict. Where the intentions contradict each other, do not choose: leave it as it is and name the choice that people have to make. ${ON_THE_BRANCH}`,
  docs: `Bring the documentation in line with what this is about: README, guides, comments on public functions, examples, and the changelog if the project keeps one. Read the code and describe what it does, not what it was meant to do. Keep the language, the tone and the structure that are there, and change no code. Edit the files; ${DONE_FOR_YOU} Finish with what you changed and what should still be documented by somebody who knows why.`,
};
