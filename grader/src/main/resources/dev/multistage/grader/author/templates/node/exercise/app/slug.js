import slugify from 'slugify';

/** Returns the title in lower case, its words joined by hyphens. */
export function slug(title) {
  return slugify(title, { lower: true, strict: true, locale: 'de' });
}
