import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import './app/base.css';
import { startI18n } from './app/i18n';

await startI18n();
createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>);
