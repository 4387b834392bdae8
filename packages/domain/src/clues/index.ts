export * from './clue-lifecycle.ts';
export * from './codes.ts';
export * from './deadlines.ts';
export * from './disposals.ts';
export * from './identity.ts';
export * from './routing.ts';
export * from './similarity.ts';
export { type ToldRoom, toldRooms } from './told-rooms.ts';
export * from './undecided.ts';
