import { setPriority } from 'node:os';

// This worker only computes: whatever talks to a browser or follows a job beside it goes first.
setPriority(1);
