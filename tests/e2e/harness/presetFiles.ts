/** Files of a repository that bring presets and settings of its own; one skill is broken. */
export const PRESET_FILES = {
  '.claude/commands/changelog.md': [
    '---',
    'description: Writes an entry for the changelog',
    '---',
    'Write an entry for the changelog about this. Since: $ARGUMENTS',
  ].join('\n'),
  '.claude/skills/release/SKILL.md':
    '---\nname: release\ndescription: Prepares a release\n---\nPrepare a release.\n',
  '.claude/skills/broken/SKILL.md': '---\ndescription: [a\n---\nNothing.\n',
  '.gitlab/ask-claude.yml': [
    'model: claude-haiku-4-5',
    'max_turns: 7',
    'default_preset: {merge_request: review}',
    'presets:',
    '  - name: estimate',
    '    title: Estimate the effort',
    '    description: How long it may take',
    '    mode: ask',
    '    words: Estimate the effort for {{title}}.',
    '    max_turns: 3',
  ].join('\n'),
};
