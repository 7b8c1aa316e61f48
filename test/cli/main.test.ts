import { InputError, PrerequisiteError } from '../../cli/command/errors';
import { clusterOption, distArgument, formatOption } from '../../cli/command/options';
import { run } from '../../cli/command/run';
import { main } from '../../cli/main';

let stdout: string;
let stderr: string;

beforeEach(() => {
  [stdout, stderr] = ['', ''];
  process.exitCode = undefined;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += text), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += text), true));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

type Body = Parameters<typeof run<[string, { cluster?: string }]>>[0];

async function exitOf(argv: string[], body: Body = () => undefined): Promise<number | undefined> {
  await main(argv, [
    (program) => void program.command('look').addArgument(distArgument()).addOption(clusterOption()).addOption(formatOption()).action(run(body)),
  ]);
  return process.exitCode as number | undefined;
}

test('a command gets its folder and its options, and writes the result to stdout and the progress to stderr', async () => {
  const exit = await exitOf(['look', 'there', '--cluster', 'one'], (output, dist, options) => {
    output.progress('looking');
    output.result(`${dist} ${options.cluster}`, {});
  });
  expect([exit, stdout, stderr]).toEqual([undefined, 'there one\n', 'looking\n']);
});

test('--format json writes the same as data', async () => {
  await exitOf(['look', '--format', 'json'], (output) => output.result('text', { a: [1] }));
  expect(JSON.parse(stdout)).toEqual({ a: [1] });
});

test('wrong usage is 2, unreadable input is 2, a missing prerequisite is 3', async () => {
  expect(await exitOf(['look', '--nonsense'])).toBe(2);
  expect(await exitOf(['nonsense'])).toBe(2);
  expect(await exitOf(['look', '--format', 'xml'])).toBe(2);
  expect(await exitOf(['look'], () => { throw new InputError('no'); })).toBe(2);
  expect(await exitOf(['look'], () => { throw new PrerequisiteError('no'); })).toBe(3);
});

test('help is good', async () => {
  expect(await exitOf(['look', '--help'])).toBe(0);
  expect(stdout).toContain('folder of the rendered YAML (default: "dist")');
});

test('an error that nobody foresaw says where it came from', async () => {
  expect(await exitOf(['look'], () => { throw new Error('oops'); })).toBe(1);
  expect(stderr).toMatch(/^internal error, please report it: Error: oops\n +at /);
});
