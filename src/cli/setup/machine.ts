/** Finds every tool that the checks need, and installs what is missing, saying what it does. */
import { aptUpdate, playwrightCommand, type Tool, tools, type Way } from './tools.ts';
import type { World } from './world.ts';

/** @returns the exit code: 0 everything is there, 1 something is missing and the last line says what to do */
export async function setupMachine(world: World): Promise<number> {
  const install = createInstaller(world);
  const missing: Tool[] = [];
  for (const tool of tools) {
    const found = tool.find(world) ?? (mayInstall(world) ? await install(tool) : null);
    if (found === null) missing.push(tool);
    else world.say(`  ${tool.name.padEnd(8)}  ${found}`);
  }
  if (missing.length === 0) return 0;
  world.say(renderAdvice(missing, world));
  return 1;
}

function mayInstall({ env }: World): boolean {
  return (env.POSTERN_NO_INSTALL ?? '') === '' || env.POSTERN_NO_INSTALL === '0';
}

/** Tries each way in turn and believes none before the tool is found. */
function createInstaller(world: World): (tool: Tool) => Promise<string | null> {
  let updated = false;

  const follow = async (way: Way): Promise<string | null> => {
    for (const step of way.steps) {
      if (step.program === aptUpdate.program && !updated) {
        updated = true;
        const fault = await world.run(aptUpdate);
        if (fault !== null) world.say(`  apt-get update did not work: ${fault}`);
      }
      const fault = await world.run(step);
      if (fault !== null) return fault;
    }
    return null;
  };

  return async (tool) => {
    for (const way of tool.ways.filter((it) => it.applies(world))) {
      world.say(`  ${tool.name.padEnd(8)}  not found; running ${way.command}`);
      const fault = await follow(way);
      const found = fault === null ? tool.find(world) : null;
      if (found !== null) return found;
      const said = fault ?? `it ended well, and yet ${tool.name} does not start`;
      world.say(`  ${tool.name.padEnd(8)}  that did not work: ${said}`);
    }
    return null;
  };
}

/** One sentence: what is missing, and the command that brings it here. */
function renderAdvice(missing: readonly Tool[], world: World): string {
  const names = missing.map((tool) => tool.name).join(', ');
  return `Missing for the checks: ${names}; install with ${toCommands(missing, world).join(' and ')}, then run this again.`;
}

function toCommands(missing: readonly Tool[], world: World): string[] {
  if (world.findProgram('apt-get') !== null) {
    const packages = missing.flatMap((tool) => tool.apt).join(' ');
    return [`${world.root ? '' : 'sudo '}apt-get install --yes ${packages}`];
  }
  const needsBrowser = missing.some((tool) => tool.ways.some(isPlaywright));
  const rest = missing.filter((tool) => !tool.ways.some(isPlaywright));
  const commands = needsBrowser ? [playwrightCommand] : [];
  if (rest.length > 0) {
    commands.push(
      world.platform === 'darwin'
        ? `brew install ${rest.flatMap((tool) => tool.brew).join(' ')}`
        : `your system's package manager (${rest.map((tool) => tool.name).join(', ')})`,
    );
  }
  return commands;
}

function isPlaywright(way: Way): boolean {
  return way.command === playwrightCommand;
}
