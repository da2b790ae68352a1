const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Runs all jobs at once and collects what they give: but in the order they end, not the one they were given in. */
async function runAll(jobs) {
  const results = [];
  await Promise.all(
    jobs.map(async (job) => {
      await wait(job.milliseconds);
      results.push(job.name);
    }),
  );
  return results;
}

module.exports = { runAll };
