/** The contact sheet: one row a page or state, one picture a width and colour scheme, each leading to the whole picture. */

export interface Shot {
  readonly view: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  /** Beside the sheet. */
  readonly file: string;
}

const style = `
body { margin: 1rem; font: 14px/1.4 system-ui, sans-serif; background: #888; color: #000 }
h2 { margin: 2rem 0 .5rem; font-size: 1rem }
.row { display: flex; gap: .5rem; align-items: start; overflow-x: auto }
figure { margin: 0 }
img { display: block; height: 520px; object-fit: cover; object-position: top }
`;

export function renderSheet(shots: readonly Shot[]): string {
  const views = [...new Set(shots.map(({ view }) => view))];
  const rows = views.map((view) => {
    const figures = shots
      .filter((it) => it.view === view)
      .map(
        ({ file, width, scheme }) =>
          `<figure><a href="${file}"><img src="${file}" width="${Math.round(120 + width / 5)}" loading="lazy" alt=""></a><figcaption>${width} ${scheme}</figcaption></figure>`,
      );
    return `<h2 id="${view}">${view}</h2>\n<div class="row">${figures.join('\n')}</div>`;
  });
  const links = views.map((view) => `<a href="#${view}">${view}</a>`).join(' ');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>${style}</style><p>${links}</p>\n${rows.join('\n')}\n</html>\n`;
}
