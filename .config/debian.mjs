// What the tests need of the system is installed from Debian, where this is Debian and we may.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

export const isRoot = () => process.getuid?.() === 0

/** Whether `installDebian` can do anything here. */
export const canInstallDebian = () => isRoot() && isDebian()

function isDebian() {
  return (
    existsSync('/etc/debian_version') && existsSync('/etc/os-release') && /debian|ubuntu/i.test(readFileSync('/etc/os-release', 'utf8'))
  )
}

/** Whether the packages could be installed. Services that come with them are not started. */
export function installDebian(...packages) {
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  return withoutServices(() => {
    try {
      execFileSync('apt-get', ['update', '-qq'], options)
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
      return true
    } catch {
      return false
    }
  })
}

/** Packages ask this file before they start a service; 101 forbids it. Where the machine has one, it decides. */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d'

function withoutServices(install) {
  if (existsSync(SERVICE_POLICY)) return install()
  writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return install()
  } finally {
    rmSync(SERVICE_POLICY)
  }
}
