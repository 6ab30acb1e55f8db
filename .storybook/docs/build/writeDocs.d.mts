/** Writes what Storybook serves beside itself, and gives the folder. */
export declare function writeDocs(): string
