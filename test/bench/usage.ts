/** Loaded into a measured process (`node --import`): at its end it writes down what the process used. */
import { writeFileSync } from 'node:fs';

const report = process.env['FLEURON_USAGE'];

if (report) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(report, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, rss: maxRSS * 1024 }));
  });
}
