// SPDX-License-Identifier: Apache-2.0
// A credential in the terms of schema.org, as a block of data in the page. Browsers do not execute it,
// so the security policy has nothing against it.
import { statedLevel } from '../components/stated_level.js';
import { h } from '../dom.js';
import { textFor } from '../i18n.js';

// Only addresses of the web are linked to.
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

// `concepts`: Concepts of the skills by name.
export function structuredData(credential, concepts, language) {
  const [name, tag] = textFor(credential.title, language);
  const [description] = textFor(credential.description, language);
  const level = statedLevel(credential.level);
  const skills = new Map((credential.outcomes ?? []).flatMap((outcome) => outcome.alignments ?? [])
    .map((alignment) => [alignment.uri ?? alignment.conceptName, alignment]));
  const data = {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    '@id': `${location.origin}/${credential.name}`,
    name, inLanguage: tag, description: description || undefined,
    url: webAddress(credential.url) ?? undefined,
    identifier: credential.externalId,
    credentialCategory: credential.type?.replace('CREDENTIAL_TYPE_', '').toLowerCase().replaceAll('_', ' '),
    dateModified: credential.publishTime,
    educationalLevel: level && { '@type': 'DefinedTerm', termCode: String(level.number ?? ''),
      inDefinedTermSet: 'Ontario Qualifications Framework' },
    recognizedBy: credential.issuer && { '@type': 'EducationalOrganization', name: textFor(credential.issuer.name, language)[0],
      url: webAddress(credential.issuer.url) ?? undefined },
    competencyRequired: [...skills].map(([uri, alignment]) => ({ '@type': 'DefinedTerm', '@id': uri,
      name: concepts.get(alignment.conceptName)?.preferredLabel, inDefinedTermSet: alignment.conceptName?.split('/')[1] })),
  };
  // What could end the block early is written as an escape of JSON.
  return h('script', { type: 'application/ld+json' }, JSON.stringify(data).replaceAll('<', '\\u003c'));
}
