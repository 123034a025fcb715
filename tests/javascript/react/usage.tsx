// What a project does with the components; type-checked with the types of each React.

import type { CSSProperties } from "react";

import { GlossarySearch } from "../../../integrations/react/GlossarySearch";
import { GlossaryTerms } from "../../../integrations/react/GlossaryTerms";

const GLOSSARY = "https://glossary.example.org";

export function Help() {
  const style = { "--glossary-accent": "#7a1f5c" } as CSSProperties;
  return (
    <main>
      <GlossarySearch
        origin={GLOSSARY} category="insurance" limit={5} placeholder="A word" open="panel" theme="dark" lang="es"
        target="_blank" id="box" className="wide" style={style}
        onSearch={(event) => console.log(event.detail.query.length, event.detail.categories.join())}
        onSelect={(event) => { event.preventDefault(); console.log(event.detail.slug, event.detail.name, event.detail.url); }}
      />
      <GlossaryTerms origin={GLOSSARY} for="article" theme="auto" />
      <GlossaryTerms origin={GLOSSARY}><p>Your copay.</p></GlossaryTerms>
      {/* @ts-expect-error the origin is required */}
      <GlossarySearch />
      {/* @ts-expect-error no such theme */}
      <GlossarySearch origin={GLOSSARY} theme="pink" />
      {/* @ts-expect-error no such detail */}
      <GlossarySearch origin={GLOSSARY} onSearch={(event) => console.log(event.detail.slug)} />
      {/* @ts-expect-error words open nothing else */}
      <GlossaryTerms origin={GLOSSARY} open="panel" />
    </main>
  );
}

document.addEventListener("glossary-select", (event) => console.log(event.detail.url));
