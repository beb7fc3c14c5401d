import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig } from './app/app.config';
import { Pane } from './app/pane';

void bootstrapApplication(Pane, appConfig);
