/** Before the browser tests: starts the one desk that they share, and tells them where it is. After them: ends it. */
import { startDesk } from './started-desk.ts';

export default async function startBrowserDesk(): Promise<() => Promise<void>> {
  const desk = await startDesk();
  process.env.POSTERN_TEST_URL = desk.url;
  process.env.POSTERN_TEST_STATE = desk.state;
  return async () => {
    await desk.stop();
  };
}
