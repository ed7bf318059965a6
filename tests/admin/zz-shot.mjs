import { chromium } from '@playwright/test';
const base='http://127.0.0.1:8471';
const [,, lang='ru', width='1440', out='/tmp/shots', ...paths]=process.argv;
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const c=await b.newContext({viewport:{width:+width,height:width==='390'?844:900},locale:lang,timezoneId:'Europe/Moscow',reducedMotion:'reduce'});
await c.request.post(base+'/api/session',{data:{email:'anna@shop.example',password:'steel kettle harbour nine'}});
await c.request.patch(base+'/api/session',{data:{language:lang,theme:'light'},headers:{'X-Kartoteka-Request':'1'}});
const p=await c.newPage(); p.on('console',m=>{if(m.type()==='error')console.log('console:',m.text().slice(0,300))}); p.on('pageerror',e=>console.log('page:',e.message.slice(0,300)));
for(const x of paths){ const [path,name]=x.split('='); await p.goto(base+path); await p.waitForLoadState('networkidle'); await p.waitForTimeout(2500);
 const w=await p.evaluate(()=>document.documentElement.scrollWidth-document.documentElement.clientWidth); if(w>0)console.log('WIDE',path,w);
 await p.screenshot({path:`${out}/${name}-${lang}-${width}.png`,fullPage:width==='390'}); }
await b.close();
