
import tseslint from 'typescript-eslint';
export default [
 {ignores:['dist/','node_modules/','.angular/','.sandbox/','coverage/']},
 { linterOptions:{reportUnusedDisableDirectives:'off'} },
 { files:['**/*.ts'], languageOptions:{parser:tseslint.parser}, rules:{'max-len':['error',{code:100,ignoreUrls:true,ignorePattern:'\\$localize'}]}},
 { files:['**/*.js','**/*.mjs'], rules:{'max-len':['error',{code:100,ignoreUrls:true}]}},
 { files:['**/*.ts'], ignores:['**/*.spec.ts'], rules:{'max-lines':['error',300],'max-lines-per-function':['error',{max:60,skipBlankLines:true,skipComments:true}]}},
 { files:['**/*.spec.ts'], rules:{'max-lines':['error',450]}},
];
