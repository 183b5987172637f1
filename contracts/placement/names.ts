/** What several tables of Placement share. */
import { z } from 'zod';
import type { Complaint } from '../json-schema.ts';

/** `resource_provider_generation` guards changes: it must be the one that the client has seen. */
export const generation = z.int();
export const ResourceClassName = z.string().regex(/^[A-Z0-9_]+$/);
export const CustomName = z.string().regex(/^CUSTOM_[A-Z0-9_]+$/);
const MAX_INT = 2_147_483_647;
export const amount = (least: number) => z.int().min(least).max(MAX_INT);

/** An object whose keys have a form. */
export const keyed = <T extends z.ZodType>(pattern: RegExp, type: T) =>
  z.record(z.string(), type).refine((object) => Object.keys(object).every((key) => pattern.test(key)), {
    params: { text: '', keys: pattern.source },
  } satisfies Complaint);
/** Amounts by resource class. */
export const Amounts = z.record(z.string(), z.int());
/** The same as they are asked for. */
export const WantedAmounts = keyed(/^[A-Z0-9_]+$/, z.int().min(1)).refine((amounts) => Object.keys(amounts).length > 0, {
  params: { text: 'should be non-empty' },
} satisfies Complaint);
/** Of projects and users: Placement does not know whose they are. */
export const ForeignId = z.string().min(1).max(255);
