/** The environment or the command line asks for something that can't be. The message is Chinese, with the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
