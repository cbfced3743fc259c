// Asks the service beside it whether it is healthy: exit code 0 if so, 1 if not or if it does not
// answer within two seconds. For supervisors that start a program instead of sending a request.
const url = `http://127.0.0.1:${process.env.PORT ?? 3000}/health`;
try {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  console.log(answer.status, await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.log(String(error.cause ?? error));
  process.exitCode = 1;
}
