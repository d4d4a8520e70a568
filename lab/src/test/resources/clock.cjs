// Shifts the clock of a Node.js program by the milliseconds in the file that CLOCK_FILE names, which may change at any
// time: Date.now, and the origin from which performance.now counts.
'use strict';
const fs = require('node:fs');

const shift = () => Number(fs.readFileSync(process.env.CLOCK_FILE, 'utf8'));
const now = Date.now;
const origin = performance.timeOrigin;
Date.now = () => now() + shift();
Object.defineProperty(performance, 'timeOrigin', { get: () => origin + shift() });
