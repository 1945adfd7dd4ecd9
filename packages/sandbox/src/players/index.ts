export { startPlayers, type PlayersOptions } from './startPlayers.ts';
