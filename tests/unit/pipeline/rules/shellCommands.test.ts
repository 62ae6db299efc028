import { expect, test } from 'vitest';
import { shellCommands } from '../../../../utils/pipeline/rules/shellCommands.ts';

test.each([
  ['lines and semicolons', 'a; b\nc', ['a', 'b', 'c']],
  ['and, or, background', 'a && b || c & d', ['a', 'b', 'c', 'd']],
  ['whole pipelines', 'printf x | claude -p', ['printf x | claude -p']],
  ['quoted signs', 'a "b; c\nd" \'e && f\'', ['a "b; c\nd" \'e && f\'']],
  ['escaped line ends', 'a \\\n  b', ['a \\\n  b']],
  ['redirections of both streams', 'a > b 2>&1', ['a > b 2>&1']],
  ['here-documents', 'cat > f <<EOF\nx; y\nEOF\nb', ['cat > f <<EOF\nx; y\nEOF', 'b']],
  ['here-documents never closed', "cat <<'E'\nx", ["cat <<'E'\nx"]],
  ['comments, whatever stands in them', "a # don't; b\nc #x\nd#e", ['a', 'c', 'd#e']],
  ['comments beside here-documents', "cat <<E # it's\nx\nE\nb", ["cat <<E # it's\nx\nE", 'b']],
  ['nothing', ' \n ;', []],
])('%s', (_, script, commands) => {
  expect(shellCommands(script)).toEqual(commands);
});
