import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { publishColours } from './app/theme.ts';
import './app/styles/index.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
publishColours(document.documentElement);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
