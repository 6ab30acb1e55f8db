// `/` lists the examples, `/?notebook` shows one.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { EXAMPLES } from './examples.js'
import './gallery.css'

const name = location.search.slice(1)
const example = EXAMPLES[name]

function List() {
  return (
    <main className="gallery">
      <h1>Examples</h1>
      <ul>
        {Object.entries(EXAMPLES).map(([key, { title, about }]) => (
          <li key={key}>
            <a href={`?${key}`}>{title}</a>
            <span>{about}</span>
          </li>
        ))}
      </ul>
    </main>
  )
}

const root = document.querySelector('#root')
if (root) createRoot(root).render(<StrictMode>{example ? example.draw() : <List />}</StrictMode>)
