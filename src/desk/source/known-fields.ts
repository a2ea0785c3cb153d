/** The fields that a schema has at a place, for the author who misspelt one. */
import { z } from 'zod';

/** The part of JSON Schema (2020-12) that records are made of. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
}

/** Names of all fields at a path, in the schema's order; those of every alternative where there are several. */
export function knownFields(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const root = z.toJSONSchema(schema, { io: 'input' }) as Shape;
  const shapes = path.reduce<readonly Shape[]>(
    (at, key) =>
      at.flatMap(alternatives).flatMap((shape) => {
        const inner = typeof key === 'number' ? shape.items : shape.properties?.[String(key)];
        return inner === undefined ? [] : [inner];
      }),
    [root],
  );
  const names = shapes
    .flatMap(alternatives)
    .flatMap((shape) => Object.keys(shape.properties ?? {}));
  return [...new Set(names)];
}

function alternatives(shape: Shape): readonly Shape[] {
  return shape.oneOf ?? shape.anyOf ?? [shape];
}
