/** Code as answers have it: the name of its language, and its text. */
export const CODE_SAMPLES: readonly (readonly [lang: string, code: string])[] = [
  [
    'ts',
    `export async function* readLines(response: Response): AsyncGenerator<string> {
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    rest += decoder.decode(value, { stream: true })
    const lines = rest.split('\\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data: ')) yield line.slice(6)
  }
}`,
  ],
  [
    'python',
    `from dataclasses import dataclass

@dataclass
class Job:
    id: str
    attempts: int = 0

def run(jobs: list[Job], limit: int = 3) -> None:
    for job in jobs:
        while job.attempts < limit:
            try:
                process(job)
                break
            except TimeoutError as error:
                job.attempts += 1
                log.warning("retry %s: %s", job.id, error)`,
  ],
  [
    'bash',
    `set -euo pipefail
for file in logs/*.gz; do
  zcat "$file" | grep -c ERROR || true
done
curl -sN https://example.com/v1/chat/completions -H "Content-Type: application/json" -d @request.json`,
  ],
  [
    'json',
    `{
  "model": "example-large",
  "stream": true,
  "messages": [{ "role": "user", "content": "hello" }],
  "temperature": 0.2
}`,
  ],
  [
    'sql',
    `SELECT users.id, count(*) AS events
FROM users
JOIN events ON events.user_id = users.id
WHERE events.created_at > now() - interval '7 days'
GROUP BY users.id
ORDER BY events DESC
LIMIT 20;`,
  ],
  [
    'rust',
    `fn main() {
    let mut total = 0u64;
    for number in 0..1_000 {
        if number % 3 == 0 {
            total += number;
        }
    }
    println!("total = {total}");
}`,
  ],
]
