/** The last lines of a run: how many tests held on each kind of cloud, and why the others were not run. */
import type { Reporter, TestModule } from 'vitest/node';

export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const [project, group] of Map.groupBy(modules, (module) => module.project.name)) {
      const results = group.flatMap((module) => Array.from(module.children.allTests(), (test) => test.result()));
      const skipped = results.filter(({ state }) => state === 'skipped');
      const passed = results.filter(({ state }) => state === 'passed').length;
      console.log(`${project}: ${passed} of ${results.length - skipped.length} passed, ${skipped.length} skipped`);
      const reasons = Map.groupBy(skipped, (result) => ('note' in result && result.note) || 'no reason given');
      for (const [reason, { length }] of reasons) console.log(`  ${length} skipped: ${reason}`);
    }
  }
}
