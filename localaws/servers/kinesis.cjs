// Serves Kinesis on loopback only, and ends when the program that started it does: that program holds the other end of
// standard input, so even a kill -9 of it closes it.
'use strict';
const net = require('node:net');

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenOnLoopback(where, ...rest) {
  const port = typeof where === 'object' && where !== null ? where.port : where;
  const callback = rest.find((argument) => typeof argument === 'function');
  return listen.call(this, { port, host: '127.0.0.1' }, callback);
};

process.stdin.on('end', () => process.exit(0));
process.stdin.resume();

require('kinesis-local');
