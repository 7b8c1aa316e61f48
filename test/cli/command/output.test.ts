import { formatOption } from '../../../cli/command/options';
import { Format, ProcessOutput } from '../../../cli/command/output';

function written(format: Format | undefined, markdown?: string): string {
  let stdout = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += text), true));
  new ProcessOutput(format).result('text', { a: 1 }, markdown);
  write.mockRestore();
  return stdout;
}

test('a result is written in the format that was asked for', () => {
  expect(written(undefined, 'md')).toBe('text\n');
  expect(written('text', 'md')).toBe('text\n');
  expect(written('markdown', 'md')).toBe('md\n');
  expect(written('json', 'md')).toBe('{\n  "a": 1\n}\n');
});

test('a result without markdown is its text', () => expect(written('markdown')).toBe('text\n'));

test('markdown is offered by the commands that have it', () => {
  expect([formatOption().argChoices, formatOption({ markdown: true }).argChoices]).toEqual([
    ['text', 'json'],
    ['text', 'json', 'markdown'],
  ]);
});
