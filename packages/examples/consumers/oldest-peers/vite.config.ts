export default { test: { include: ['src/tests.ts'] } }
