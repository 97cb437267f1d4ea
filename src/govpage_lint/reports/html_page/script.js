(function(){
"use strict";
var all=function(q){return Array.prototype.slice.call(document.querySelectorAll(q))};
var rule=document.getElementById("only-rule"),page=document.getElementById("only-page"),shown=document.getElementById("shown");
if(!rule){return}
document.querySelector(".scripted").hidden=false;
var boxes=all(".filters input"),sections=all("section.rule");
function apply(say){
var levels={},count=0;
boxes.forEach(function(box){levels[box.value]=box.checked});
sections.forEach(function(section){
var any=false,here=!rule.value||section.dataset.rule===rule.value;
Array.prototype.forEach.call(section.querySelectorAll(".fault"),function(fault){
var there=!page.value||(" "+fault.dataset.pages+" ").indexOf(" "+page.value+" ")>=0;
var on=here&&there&&levels[fault.dataset.level];
fault.hidden=!on;
if(on){any=true;count+=1}
});
section.hidden=!any;
});
if(say){shown.textContent=shown.dataset.words.replace("{number}",count)}
}
boxes.concat([rule,page]).forEach(function(control){control.addEventListener("change",function(){apply(true)})});
document.querySelector(".filters").addEventListener("submit",function(event){event.preventDefault()});
window.addEventListener("beforeprint",function(){all("details").forEach(function(one){one.open=true})});
apply(false);
})();
