const products = [
  { sku: 'mug', name: 'Enamel mug', price: 1250 },
  { sku: 'tee', name: 'Fox T-shirt', price: 2400 },
  { sku: 'pin', name: 'Fox pin', price: 450 },
];

/** The product with this SKU; throws when there is none. */
export function findProduct(sku) {
  const product = products.find((candidate) => candidate.sku === sku);
  if (!product) throw new Error(`No product ${sku}`);
  return product;
}
