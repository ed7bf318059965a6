/** Parts of the settings, each with the scope that opens it. */
export const sections = [
  { key: 'organisation', scope: 'workspace:read' },
  { key: 'users', scope: 'users:read' },
  { key: 'tokens', scope: 'workspace:read' },
  { key: 'embed', scope: 'workspace:read' },
  { key: 'audit', scope: 'audit:read' },
  { key: 'health', scope: 'stats:read' },
] as const;

export type SectionKey = (typeof sections)[number]['key'];
