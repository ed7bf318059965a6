// Each names those that it descends from, so the youngest comes first.
const browsers: [RegExp, string][] = [
  [/YaBrowser\/(\d+)/, 'Yandex Browser'], [/Edg\/(\d+)/, 'Edge'], [/OPR\/(\d+)/, 'Opera'], [/Firefox\/(\d+)/, 'Firefox'], [/Chrome\/(\d+)/, 'Chrome'], [/Version\/(\d+).*Safari/, 'Safari'],
];
const systems: [RegExp, string][] = [[/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']];

/** A browser and its system as people know them ("Firefox 140, Windows"); null when the agent is none that is known here. */
export function browserOf(agent: string): string | null {
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(agent)?.[1];
    if (!version) continue;
    const system = systems.find(([one]) => one.test(agent))?.[1];
    return system ? `${name} ${version}, ${system}` : `${name} ${version}`;
  }
  return null;
}
