// SPDX-License-Identifier: Apache-2.0
// How many of an occupation's essential skills credentials teach, some of them perhaps only in part.

export const essentialTaughtMessages = {
  en: {
    essentialTaught: { one: 'teaches {taught} of {count} essential skill', other: 'teaches {taught} of {count} essential skills' },
    essentialTaughtInPart: '{essential}, {part} of them in part',
    essentialTaughtShort: { one: '{taught} of {count} skill', other: '{taught} of {count} skills' },
  },
  fr: {
    essentialTaught: { one: 'enseigne {taught} compétence essentielle sur {count}', other: 'enseigne {taught} des {count} compétences essentielles' },
    essentialTaughtInPart: '{essential}, dont {part} en partie',
    essentialTaughtShort: { one: '{taught} compétence sur {count}', other: '{taught} des {count} compétences' },
  },
};

// The same where there is little room.
export const essentialTaughtShort = ({ coveredSkillCount: taught = 0, missingSkillCount = 0 }, words) =>
  words.t('essentialTaughtShort', { taught, count: taught + missingSkillCount });

// Of a PathwayDestination that is an occupation, in words.
export function essentialTaught({ coverage = 0, coveredSkillCount: taught = 0, missingSkillCount = 0 }, words) {
  const count = taught + missingSkillCount;
  const essential = words.t('essentialTaught', { taught, count });
  // Of the coverage, a skill that is taught in part is half a skill.
  const part = Math.round(2 * (taught - coverage * count));
  return part > 0 ? words.t('essentialTaughtInPart', { essential, part }) : essential;
}
