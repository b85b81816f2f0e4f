import { uuidV5 } from '@carethread/ledger';

/** The kind of the task that the data protection officer gets for each opening. */
export const REVIEW_OF_BREAK_GLASS = 'breakGlass';

/** The task of one opening, by the event that recorded it. */
export const reviewTaskOf = (eventId: string): string => uuidV5(eventId, REVIEW_OF_BREAK_GLASS);
