/**
 * A shop in two regions that sells things and keeps everything in DynamoDB: storefronts, catalogs
 * and carts near the shoppers; checkout, stock, payments and orders in one place; a function that
 * keeps sales figures from the orders' stream.
 */
package io.flowlens.lab.demo.shop;
