/** Links of a page to files of the repository lead to their copies, which are served beside Storybook. */
export declare function linkSources(): (tree: object, file: { path?: string }) => void
