import type { Feature } from '@/lib/feature';

const modules = import.meta.glob<Feature>('../features/*/feature.tsx', { eager: true, import: 'default' });

/** Every feature with its name, which is its folder's. */
export const features = Object.entries(modules).map(([path, feature]) => ({ name: path.split('/')[2]!, ...feature }));
